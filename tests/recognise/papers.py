"""Short invented papers of many habits: no office, place or person in them exists."""
# ruff: noqa: E501 (lines of papers are as long as they are)

LETTER_WRAPPED = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  HUYỆN AN BÌNH                Độc lập - Tự do - Hạnh phúc
  ---------------              ---------------------------
Số: 145/UBND-VX           An Bình, ngày 07 tháng 5 năm 2024
V/v đôn đốc rà soát hộ
nghèo, hộ cận nghèo

Kính gửi:
          - Phòng Lao động huyện;
          - Ủy ban nhân dân các xã, thị trấn.

     Thực hiện Công văn số 12/SLĐ-BTXH ngày 02/5/2024 của Sở Lao động về
việc rà soát hộ nghèo năm 2024, Ủy ban nhân dân huyện yêu cầu các cơ quan,
đơn vị thực hiện một số nội dung sau:
     1. Phòng Lao động huyện hướng dẫn Ủy ban nhân dân các xã, thị trấn tổ
chức rà soát, tổng hợp kết quả, báo cáo Ủy ban nhân dân huyện trước ngày
20/5/2024.
     2. Ủy ban nhân dân các xã, thị trấn niêm yết công khai danh sách tại nhà
văn hóa thôn và trụ sở.
     Yêu cầu các cơ quan, đơn vị triển khai thực hiện./.

Nơi nhận:                                    TM. ỦY BAN NHÂN DÂN
- Như trên;                                      KT. CHỦ TỊCH
- Lưu: VT, LĐ.                                   PHÓ CHỦ TỊCH



                                                 Nguyễn Văn Mẫu
"""

CONCLUSION = """\
UBND TỈNH MINH SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc
Số: 31/TB-VP\tMinh Sơn, ngày 12 tháng 3 năm 2025

THÔNG BÁO
Kết luận của đồng chí Chủ tịch Ủy ban nhân dân tỉnh
tại cuộc họp ngày 10 tháng 3 năm 2025

Ngày 10 tháng 3 năm 2025, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp về tiến độ các dự án. Sau khi nghe báo cáo, Chủ tịch kết luận như sau:
1. Về đánh giá chung
Các đơn vị đã có nhiều cố gắng trong triển khai nhiệm vụ.
2. Về nhiệm vụ thời gian tới
a) Giao Sở Xây dựng chủ trì, hoàn thành trước ngày 30/4/2025;
b) Giao Sở Tài chính bố trí vốn.
Văn phòng thông báo để các đơn vị biết, thực hiện./.

Nơi nhận:
- Chủ tịch UBND tỉnh (để b/c);
- Các sở, ngành;
- Lưu: VT, TH.
CHÁNH VĂN PHÒNG
(Đã ký)
Trần Thị Thử
"""

DECISION = """\
ỦY BAN NHÂN DÂN
XÃ AN HÒA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/QĐ-UBND
An Hòa, ngày 15 tháng 01 năm 2024
QUYẾT ĐỊNH
Về việc thành lập Tổ công tác cải cách hành chính xã An Hòa
CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN HÒA
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Kế hoạch số 01/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân xã;
Theo đề nghị của công chức Văn phòng - Thống kê.
QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ công tác cải cách hành chính gồm các ông, bà có tên sau:
1. Ông Nguyễn Văn Mẫu, Chủ tịch, Tổ trưởng;
2. Bà Trần Thị Thử, Văn phòng, Tổ viên.
Điều 2. Tổ công tác có nhiệm vụ:
a) Xây dựng kế hoạch;
b) Kiểm tra việc thực hiện.
Điều 3. Các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu
"""

PROPOSAL = """\
UBND XÃ AN HÒA
TRƯỜNG TIỂU HỌC AN HÒA
Số: 08/TTr-THAH

TỜ TRÌNH
Về việc xin kinh phí sửa chữa phòng học

Kính gửi: Ủy ban nhân dân xã An Hòa.

Căn cứ Công văn số 22/UBND ngày 03/02/2025 của Ủy ban nhân dân xã về việc rà soát cơ sở vật chất;
Căn cứ tình hình thực tế của nhà trường,
Trường Tiểu học An Hòa kính trình Ủy ban nhân dân xã xem xét các nội dung sau:
I/ SỰ CẦN THIẾT
1/ Hiện trạng phòng học
Nhà trường có 12 phòng học xây dựng từ năm 2002.
2/ Nhu cầu sửa chữa
Cần sửa mái và hệ thống điện.
II/ KINH PHÍ
Tổng kinh phí: 250 triệu đồng.
Kính trình Ủy ban nhân dân xã xem xét, quyết định./.

An Hòa, ngày 10 tháng 02 năm 2025
Nơi nhận:
- Như trên;
- Lưu: VT.
HIỆU TRƯỞNG

Lê Thị Ví Dụ
"""

INVITATION = """\
HỘI NÔNG DÂN XÃ AN HÒA
Số: …/GM-HND
An Hòa, ngày … tháng … năm 2025

GIẤY MỜI
Dự hội nghị sơ kết 6 tháng đầu năm 2025

Kính gửi: ………………………………

Hội Nông dân xã An Hòa trân trọng kính mời đồng chí dự Hội nghị sơ kết.
1. Thời gian: 8 giờ 00, ngày 25/6/2025 (thứ Tư).
2. Địa điểm: Hội trường UBND xã.
3. Thành phần: Ban Chấp hành Hội, chi hội trưởng các thôn.
Rất mong đồng chí dự đúng thời gian, thành phần.

Nơi nhận:
- Như trên;
- Lưu VP.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
Phạm Văn Giả
"""

ARABIC_REPORT = """\
UBND THÀNH PHỐ ĐÔNG SƠN
PHÒNG NỘI VỤ
Số: 77/BC-NV
Đông Sơn, ngày 9 tháng 11 năm 2024
BÁO CÁO
Công tác cải cách hành chính năm 2024
Thực hiện Kế hoạch số 10/KH-UBND, Phòng Nội vụ báo cáo như sau:
1. Công tác chỉ đạo
1.1. Ban hành văn bản
Phòng đã tham mưu 15 văn bản.
1.2. Kiểm tra
6 tháng đầu năm, đã kiểm tra 10 đơn vị.
2. Kết quả
2.1 Về thủ tục hành chính
- Tiếp nhận: 1.200 hồ sơ.
+ Trực tuyến: 900 hồ sơ;
+ Trực tiếp: 300 hồ sơ.
2.2 Về chuyển đổi số
STT\tNội dung\tSố lượng
1\tDịch vụ công trực tuyến\t120
2\tTài khoản điện tử\t3.450
3. Hạn chế
2024 là năm đầu thực hiện nên còn lúng túng.
Trên đây là báo cáo của Phòng Nội vụ./.
Nơi nhận:
- UBND thành phố;
- Lưu: VT.
TRƯỞNG PHÒNG
Đoàn Văn Mẫu
"""

OCR = """\
UBND XÃ AN HÒA
CÔNG HOÀ XÃ HỘI CHÙ NGHĨA VIỆT NAM
Độc lâp - Tự do - Hạnh phúc
Sô: 19/KH-UBND
An Hoà, ngày 3 tháng 4 năm 2023
KẾ HOẠCH
Phòng, chống thiên tai năm 2023
l. MỤC ĐÍCH
Chủ động ứng phó thiên tai.
ll. NỘI DUNG
Kiểm tra đê điều.
lII. TỔ CHỨC THỰC HIỆN
1. Văn phòng
Theo dõi, đôn đốc.
2. Công an xã
Bảo đảm trật tự.
Noi nhận:
- UBND huyện;
- Lưu: VT.
T/M ỦY BAN NHÂN DÂN
K/T CHỦ TỊCH
PHÓ CHỦ TỊCH
Bùi Văn Thử
"""

PARTY = """\
ĐẢNG BỘ XÃ AN HÒA          ĐẢNG CỘNG SẢN VIỆT NAM
CHI BỘ THÔN ĐÔNG
          *                An Hòa, ngày 05 tháng 02 năm 2025
Số 12-KH/CB

KẾ HOẠCH
Sinh hoạt chuyên đề năm 2025
-----
I- MỤC ĐÍCH
Nâng cao chất lượng sinh hoạt.
II- NỘI DUNG
1- Thời gian: Quý I.
2- Địa điểm: Nhà văn hóa thôn.

Nơi nhận:
- Đảng ủy xã,
- Đảng viên,
- Lưu Chi bộ.
T/M CHI BỘ
BÍ THƯ
Vũ Thị Mẫu
"""

SPACED_KIND = """\
# ỦY BAN NHÂN DÂN XÃ BÌNH MINH

Số: 03/CTr-UBND

**C H Ư Ơ N G   T R Ì N H**

**Công tác năm 2025**

## A. MỤC TIÊU
### I. Mục tiêu chung
Phấn đấu hoàn thành nhiệm vụ.
### II. Mục tiêu cụ thể
1) Thu ngân sách đạt 2 tỷ đồng.
2) Giảm hộ nghèo còn 3%.
## B. GIẢI PHÁP
### I. Giải pháp thứ nhất
Tăng cường tuyên truyền.

**TM. ỦY BAN NHÂN DÂN**
**CHỦ TỊCH**

**Hoàng Thị Ví Dụ**

**Nơi nhận:** HĐND xã; các thôn; Lưu: VT.
"""

REGULATION = """\
ỦY BAN NHÂN DÂN
XÃ AN HÒA
Số: 20/QĐ-UBND
An Hòa, ngày 20 tháng 3 năm 2024
QUYẾT ĐỊNH
Ban hành Quy chế làm việc
ỦY BAN NHÂN DÂN XÃ AN HÒA
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
Xét đề nghị của Văn phòng,
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Ủy ban nhân dân xã.
Điều 2. Quyết định có hiệu lực từ ngày ký./.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu

QUY CHẾ
Làm việc của Ủy ban nhân dân xã An Hòa
(Ban hành kèm theo Quyết định số 20/QĐ-UBND ngày 20/3/2024 của Ủy ban nhân dân xã An Hòa)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định chế độ làm việc.
2. Quy chế áp dụng với cán bộ, công chức.
Điều 2. Nguyên tắc
Làm việc theo chế độ tập thể.
Chương II
QUAN HỆ CÔNG TÁC
Điều 3. Quan hệ với Đảng ủy
a) Báo cáo định kỳ;
b) Xin ý kiến việc lớn.
"""

ANNEXES = """\
Số: 02/KH-UBND
Hải Đông, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Truyền thông năm 2025

I. NỘI DUNG
Chi tiết tại Phụ lục I và Phụ lục II kèm theo.
Phụ lục này được gửi bằng văn bản điện tử.
II. THỰC HIỆN
Các thôn triển khai./.

Nơi nhận:
- Các thôn;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Ngô Văn Mẫu

PHỤ LỤC I
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 02/KH-UBND ngày 10/01/2025 của UBND xã Hải Đông)

| TT | Nhiệm vụ | Thời gian |
|----|----------|-----------|
| 1 | Phát thanh | Hằng tuần |
| 2 | Pa nô | Quý II |

PHỤ LỤC II: MẪU BÁO CÁO
I. KẾT QUẢ
1. Số tin, bài: …
II. KIẾN NGHỊ
"""

MINUTES = """\
UBND XÃ AN HÒA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 04/BB-UBND

BIÊN BẢN
Họp giao ban tháng 5 năm 2024

Thời gian bắt đầu: 14 giờ 00 ngày 02/5/2024.
Địa điểm: Phòng họp UBND xã.
I. NỘI DUNG
1. Văn phòng báo cáo
2. Ý kiến thảo luận
II. KẾT LUẬN
Cuộc họp kết thúc vào 16 giờ 30 cùng ngày./.

Nơi nhận:
- Thành viên;
- Lưu: VT, Hồ sơ.
CHỦ TỌA
Nguyễn Văn Mẫu
"""

PLAIN_NO_HEAD = """\
Để chuẩn bị hội nghị, đề nghị các thôn gửi danh sách trước ngày 20.

Danh sách gồm họ tên và chức vụ.
"""

INTERLEAVED = """\
UBND HUYỆN AN BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRUNG TÂM VĂN HÓA
Độc lập - Tự do - Hạnh phúc
THỂ THAO VÀ TRUYỀN THANH
Số:     /KH-TTVH
An Bình, ngày     tháng 9 năm 2024
KẾ HOẠCH TỔ CHỨC LỄ HỘI ĐỀN AN BÌNH NĂM 2024
I. MỤC ĐÍCH
Bảo tồn di sản.
II. THỜI GIAN
Từ ngày 10/9.
Nơi nhận:
TL. CHỦ TỊCH
- UBND huyện;
GIÁM ĐỐC
- Lưu: VT.
Đỗ Thị Ví Dụ
"""

PAGED = """\
Số: 15/BC-UBND
Tân Lập, ngày 20 tháng 12 năm 2024
BÁO CÁO
Kết quả tuyên truyền năm 2024

I. KẾT QUẢ
Ủy ban nhân dân xã đã tổ chức tuyên truyền trên hệ thống truyền thanh xã và các

2

thôn với tổng số 120 buổi phát thanh trong năm.

II. PHƯƠNG HƯỚNG

Tiếp tục duy trì các chuyên mục và phối hợp với các đoàn thể trong việc vận động

- 3 -

người dân tham gia.

Nơi nhận:
- UBND huyện;
- Lưu: VT.
CHỦ TỊCH
Trịnh Văn Thử
"""

LOST_EVERYWHERE = """\
KẾ HOẠCH
Tổ chức ngày hội đọc sách

MỤC ĐÍCH, YÊU CẦU

Mục đích

Nâng cao nhận thức của học sinh về việc đọc sách hằng ngày tại nhà trường và gia đình.

Yêu cầu

Tổ chức an toàn, tiết kiệm, thu hút đông đảo học sinh của tất cả các khối lớp tham gia.

TỔ CHỨC THỰC HIỆN

Ban Giám hiệu

Chỉ đạo chung, phân công nhiệm vụ và kiểm tra việc chuẩn bị của các tổ chuyên môn.

Thư viện

Chuẩn bị sách, không gian đọc và ghi nhận kết quả của từng lớp trong suốt ngày hội.
"""
NESTED = """\
KẾ HOẠCH
Kiểm tra năm 2025

I. NỘI DUNG
**1. Kiểm tra hồ sơ**
Hồ sơ gồm:
1. Đơn đề nghị theo mẫu;
2. Bản sao giấy tờ;
3. Ảnh chân dung.
**2. Kiểm tra thực tế**
(1) Kiểm tra tại xã.
(2) Kiểm tra tại thôn.
II. TIẾN ĐỘ
Bước 1: Chuẩn bị.
Bước 2: Thực hiện.
"""
SIGNED_DIGITALLY = """\
Người ký: ỦY BAN NHÂN DÂN XÃ AN HÒA
Thời gian ký: 12.06.2024 08:30:11 +07:00
ỦY BAN NHÂN DÂN XÃ AN HÒA
Số: 44/TB-UBND
An Hòa, ngày 12 tháng 6 năm 2024
THÔNG BÁO
Lịch tiếp công dân quý III năm 2024
Ủy ban nhân dân xã thông báo lịch tiếp công dân như sau:
- Thứ Hai hằng tuần: Chủ tịch;
- Thứ Năm hằng tuần: Phó Chủ tịch.
Nơi nhận:
- Các thôn;
- Lưu: VT.
KT.CHỦ TỊCH
PHÓ CHỦ TỊCH
Cao Văn Mẫu
"""
BASES_IN_ONE = """\
KẾ HOẠCH
Chuyển đổi số năm 2025

Căn cứ Luật Giao dịch điện tử ngày 22/6/2023; Căn cứ Kế hoạch số 30/KH-UBND ngày 05/01/2025 của UBND tỉnh; Ủy ban nhân dân xã An Hòa xây dựng Kế hoạch như sau:

I. MỤC TIÊU
Hoàn thành 100% chỉ tiêu.
"""

PRINTED_REPORT = """\
   ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
     PHƯỜNG TÂN LẬP                   Độc lập - Tự do - Hạnh phúc

     Số: 120/BC-UBND                    Tân Lập, ngày 30 tháng 6 năm 2024

                                   BÁO CÁO
             Kết quả công tác cải cách hành chính 6 tháng đầu năm,
                   phương hướng 6 tháng cuối năm 2024

      Thực hiện Công văn số 250/PNV ngày 10/6/2024 của Phòng Nội vụ thành phố
về việc báo cáo công tác cải cách hành chính, Ủy ban nhân dân phường Tân Lập báo
cáo như sau:
      I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
      1. Về ban hành văn bản
      Ủy ban nhân dân phường đã ban hành 15 văn bản chỉ đạo, điều hành. Các văn
bản được triển khai kịp thời đến các bộ phận chuyên môn và tổ dân phố.
      2. Về kiểm tra
      Đã kiểm tra 4 đợt.
                                      2

      II. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH TRONG
6 THÁNG ĐẦU NĂM
      1. Cải cách thể chế: Đã rà soát 20 văn bản, không có văn bản nào trái quy
định của pháp luật.
      2. Cải cách thủ tục hành chính:
      a) Công khai thủ tục hành chính
      - Niêm yết công khai 100% thủ tục hành chính thuộc thẩm quyền tại Bộ phận
tiếp nhận và trả kết quả.
      - Tiếp nhận 1.250 hồ sơ; trong đó:
      + Trực tuyến: 900 hồ sơ;
      + Trực tiếp: 350 hồ sơ.
      Trên đây là báo cáo kết quả công tác cải cách hành chính 6 tháng đầu năm
2024 của Ủy ban nhân dân phường Tân Lập./.

 Nơi nhận:                               TM. ỦY BAN NHÂN DÂN
 - Phòng Nội vụ thành phố;                     CHỦ TỊCH
 - Thường trực Đảng ủy,
   HĐND phường;
 - Lưu: VT.


                                             Lê Văn Thử
"""

ESCAPED_LETTER = """\
**UBND TỈNH MINH SƠN**          **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**

**SỞ NỘI VỤ**          **Độc lập - Tự do - Hạnh phúc**

Số: 15 /SNV-CCHC          *Minh Sơn, ngày 05 tháng 8 năm 2024*

V/v báo cáo kết quả khảo sát

Kính gửi: Ủy ban nhân dân các huyện, thành phố

Thực hiện Kế hoạch số 20/KH-UBND ngày 10/01/2024 của UBND tỉnh, Sở Nội vụ đề nghị UBND các huyện, thành phố:

1\\. Rà soát, báo cáo kết quả thực hiện trước ngày 15/8/2024.

2\\. Cử đầu mối phối hợp.

Đề nghị các đơn vị quan tâm, phối hợp./.

***Nơi nhận:***

\\- Như trên;

\\- Giám đốc, các PGĐ Sở;

\\- Lưu: VT, CCHC.

**KT. GIÁM ĐỐC**

**PHÓ GIÁM ĐỐC**

**Trần Văn Giả**
"""

PIPE_HEAD = """\
| **UBND HUYỆN AN BÌNH**<br>**PHÒNG TƯ PHÁP** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc** |
|---|---|
| Số: 12/KH-TP | *An Bình, ngày 01 tháng 3 năm 2024* |

**KẾ HOẠCH**

**Phổ biến, giáo dục pháp luật năm 2024**

**I. MỤC ĐÍCH**

Nâng cao nhận thức.

**II. PHÂN CÔNG**

| STT | Nội dung | Chủ trì |
|-----|----------|---------|
| 1 | Tuyên truyền | Phòng Tư pháp |

| **Nơi nhận:**<br>- UBND huyện;<br>- Lưu: VT. | **TRƯỞNG PHÒNG**<br><br>**Phan Văn Mẫu** |
|---|---|
"""

NO_SPACES = """\
HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM
HỘI LHPN XÃ AN HÒA
***
Số: 07/KH-BTV
An Hòa, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
Tổ chức các hoạt động kỷ niệm 114 năm ngày Quốc tế Phụ nữ (08/3/1910 – 08/3/2024)
Thực hiện Kế hoạch số 05/KH-BTV của Hội LHPN huyện; Ban Thường vụ Hội LHPN xã xây dựng kế hoạch như sau:
I.MỤC ĐÍCH – YÊU CẦU
1.Mục đích
-Tuyên truyền truyền thống của phụ nữ Việt Nam.
-Tạo sân chơi lành mạnh.
2.Yêu cầu
Các chi hội tham gia đầy đủ.
II.NỘI DUNG
1.Thời gian: 8 giờ ngày 07/3/2024.
2.Địa điểm: Nhà văn hóa xã.
III.TỔ CHỨC THỰC HIỆN
1.Ban Thường vụ Hội
Xây dựng kế hoạch.
2.Các chi hội
Tham gia.
Nơi nhận:
-Hội LHPN huyện (b/c)
-Đảng ủy, UBND xã
-Các chi hội
-Lưu VP
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
(đã ký)
Hoàng Thị Ví Dụ
"""

STEERING_LETTER = """\
UBND XÃ AN HÒA
BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ
Số: 03/CV-BCĐ
V/v triển khai tổ công nghệ số cộng đồng
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
An Hòa, ngày 11 tháng 4 năm 2024
Kính gửi: - Các ông (bà) trưởng thôn;
- Tổ công nghệ số cộng đồng các thôn.
Căn cứ Kế hoạch số 12/KH-UBND ngày 02/4/2024 của UBND xã về chuyển đổi số, Ban Chỉ đạo đề nghị các thôn thực hiện một số nội dung sau:
- Kiện toàn tổ công nghệ số;
- Gửi danh sách trước ngày 20/4/2024.
Nhận được công văn này, đề nghị các đồng chí nghiêm túc thực hiện./.
TM. BAN CHỈ ĐẠO
TRƯỞNG BAN
CHỦ TỊCH UBND XÃ
Nguyễn Văn Mẫu
Nơi nhận:
- Như kính gửi;
- Lưu: VT, BCĐ.
"""

CHAIRMAN_DIRECTIVE = """\
CHỦ TỊCH
ỦY BAN NHÂN DÂN
TỈNH MINH SƠN
Số: 02/CT-CTUBND
Minh Sơn, ngày 17 tháng 5 năm 2024
CHỈ THỊ
Về việc nâng cao Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh
Trong những năm qua, các cấp, các ngành đã có nhiều cố gắng. Tuy nhiên, còn hạn chế.
Để khắc phục, Chủ tịch UBND tỉnh yêu cầu:
1. Thủ trưởng các sở, ban, ngành
a) Quán triệt đến toàn thể cán bộ.
b) Công khai thủ tục.
2. Chủ tịch UBND các huyện
Chỉ đạo các xã thực hiện.
Yêu cầu các đơn vị nghiêm túc thực hiện Chỉ thị này./.
CHỦ TỊCH
Phạm Văn Thử
Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT, NC.
"""

ONE_SPACE_DECISION = """\
ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN AN BÌNH Độc lập - Tự do - Hạnh phúc
Số: 1502/QĐ-UBND An Bình, ngày 20 tháng 9 năm 2023
QUYẾT ĐỊNH
Về việc phê duyệt kế hoạch lựa chọn nhà thầu
CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN AN BÌNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; Luật sửa đổi, bổ sung một số điều ngày 22/11/2019;
Căn cứ Luật Đấu thầu ngày 26/11/2013;
Theo đề nghị của Trưởng phòng Tài chính - Kế hoạch tại Tờ trình số 88/TTr-TCKH ngày 18/9/2023.
QUYẾT ĐỊNH:
Điều 1. Phê duyệt kế hoạch lựa chọn nhà thầu với nội dung chủ yếu sau:
1. Tên gói thầu: Mua sắm thiết bị.
2. Giá gói thầu: 450.000.000 đồng.
Điều 2: Giao Trung tâm Văn hóa làm chủ đầu tư.
Điều 3. Chánh Văn phòng HĐND và UBND huyện, Trưởng phòng Tài chính - Kế hoạch và Thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- CT, các PCT UBND huyện;
- Lưu: VT. KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Vũ Thị Ví Dụ
"""

SCHOOL_PLAN = """\
TRƯỜNG THCS BÌNH MINH
KẾ HOẠCH GIÁO DỤC NHÀ TRƯỜNG
NĂM HỌC 2024 - 2025
I. CĂN CỨ XÂY DỰNG KẾ HOẠCH
Căn cứ Thông tư số 32/2018/TT-BGDĐT ngày 26/12/2018;
Căn cứ Công văn số 100/PGDĐT ngày 01/8/2024.
II. ĐẶC ĐIỂM TÌNH HÌNH
1. Thuận lợi
Đội ngũ đủ về số lượng.
2. Khó khăn
2.1. Về cơ sở vật chất
Thiếu phòng học.
2.2. Về đội ngũ
Thiếu giáo viên Tin học.
III. NHIỆM VỤ
Phần này giao cho các tổ.
Bình Minh, ngày 25 tháng 8 năm 2024
HIỆU TRƯỞNG
(Ký, đóng dấu)
Đinh Thị Ví Dụ
Phụ lục 1: Danh sách giáo viên
STT	Họ và tên	Chuyên môn
1	Nguyễn Văn Mẫu	Toán
2	Trần Thị Thử	Ngữ văn
"""

FORM_TO_FILL = """\
ỦY BAN NHÂN DÂN
XÃ ..................
Số: ....../KH-UBND
........., ngày ...... tháng ...... năm 2024
KẾ HOẠCH
Triển khai nhiệm vụ bảo vệ môi trường năm 2024
Thực hiện nhiệm vụ được giao, UBND xã xây dựng kế hoạch:
A. ĐÁNH GIÁ
I. Kết quả
Tốt.
B. NHIỆM VỤ
I. Nhiệm vụ chung
1. Tuyên truyền.
2. Kiểm tra.
Nơi nhận:
- Như trên;
- ..........;
- Lưu: VT.
TM. UBND XÃ
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
"""

SMALL_LETTERS = """\
Ủy ban nhân dân xã An Hòa
Số 18/BC-UBND
Cộng hòa xã hội chủ nghĩa Việt Nam
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 12 tháng 10 năm 2024

Báo cáo
Kết quả tháng cao điểm tuyên truyền

1) Công tác chỉ đạo
Đã ban hành 3 văn bản.
2) Kết quả
a. Phát thanh
12 buổi.
b. Pa nô
5 tấm.
3) Kiến nghị
Không.

Nơi nhận: UBND huyện; Lưu VT
Chủ tịch
Nguyễn Văn Mẫu
"""

TWO_SPACES = """\
UBND HUYỆN AN BÌNH  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO  Độc lập - Tự do - Hạnh phúc
Số: 456/PGDĐT-TH  An Bình, ngày 3 tháng 9 năm 2024
V/v hướng dẫn nhiệm vụ năm học

Kính gửi: Hiệu trưởng các trường tiểu học trên địa bàn huyện.

Căn cứ Công văn số 111/SGDĐT ngày 20/8/2024 của Sở Giáo dục và Đào tạo về nhiệm vụ năm học;

Phòng Giáo dục và Đào tạo hướng dẫn như sau:

I. Nhiệm vụ chung

1. Nâng cao chất lượng dạy học.
2. Ứng dụng công nghệ thông tin.

II. Nhiệm vụ cụ thể

1. Thực hiện chương trình

1.1. Xây dựng kế hoạch giáo dục

Các trường xây dựng kế hoạch.

1.2. Tổ chức dạy học 2 buổi/ngày

Bảo đảm điều kiện.

2. Đổi mới phương pháp

* Đối với giáo viên: tự bồi dưỡng.
* Đối với tổ chuyên môn: sinh hoạt định kỳ.

Nhận được Công văn này, yêu cầu các trường triển khai./.

Nơi nhận:  TRƯỞNG PHÒNG
- Như trên;
- Lưu VT.
  Bùi Thị Thử
"""

PARTED_BY_BLANKS = """\
TRƯỜNG THPT BÌNH MINH
Số:

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT

NAM

/KH-THPTBM

Độc lập - Tự do - Hạnh phúc
Bình Minh, ngày

tháng

năm 2025

KẾ HOẠCH
Kiểm tra nội bộ năm học 2025 - 2026
I. MỤC ĐÍCH
Nâng cao chất lượng.
"""

TWO_SIGNATURES = """\
UBND XÃ AN HÒA          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

BIÊN BẢN
Hội nghị đối thoại với Nhân dân

Hôm nay, hồi 8 giờ ngày 12/5/2024, tại hội trường.
I. THÀNH PHẦN
1. Chủ trì: Ông Nguyễn Văn Mẫu.
2. Thư ký: Bà Trần Thị Thử.
II. NỘI DUNG
Các ý kiến tập trung vào nước sạch.
Hội nghị kết thúc hồi 11 giờ cùng ngày./.

      THƯ KÝ                                CHỦ TRÌ

   Trần Thị Thử                         Nguyễn Văn Mẫu
"""

PARTY_LETTER = """\
TỈNH ỦY MINH SƠN	ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ AN HÒA
*	An Hòa, ngày    tháng    năm 2025
Số      -CV/ĐU
V/v quán triệt Nghị quyết

Kính gửi: Các chi bộ trực thuộc,

Thực hiện Công văn số 15-CV/HU, Ban Thường vụ Đảng ủy yêu cầu:
1. Quán triệt nghị quyết.
2. Báo cáo kết quả trước ngày 30/3.

Nơi nhận:
- Như trên,
- Các đồng chí Đảng ủy viên,
- Lưu Văn phòng Đảng ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC
Đặng Thị Ví Dụ
"""

ANNEXES_LISTED = """\
Số: 5/KH-UBND
An Hòa, ngày 2 tháng 2 năm 2024
KẾ HOẠCH
Thống kê
I. NỘI DUNG
Báo cáo theo các mẫu sau:
PHỤ LỤC 1: BIỂU SỐ LIỆU
PHỤ LỤC 2: BIỂU TỔNG HỢP
II. THỰC HIỆN
Các thôn thực hiện.
Nơi nhận:
- Các thôn;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu
PHỤ LỤC 1
BIỂU SỐ LIỆU
STT	Nội dung	Số
1	Tin	5
"""

PARTS = """\
ĐẢNG ỦY XÃ AN HÒA
Số 10-BC/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
An Hòa, ngày 01 tháng 12 năm 2024
BÁO CÁO
kết quả công tác năm 2024
-----
Phần thứ nhất
KẾT QUẢ NĂM 2024
I- CÔNG TÁC XÂY DỰNG ĐẢNG
1- Công tác tư tưởng
Đã tổ chức 5 hội nghị.
2. Công tác tổ chức
Kết nạp 3 đảng viên.
II- CÔNG TÁC CHÍNH QUYỀN
Thu ngân sách đạt kế hoạch.
Phần thứ hai
PHƯƠNG HƯỚNG NĂM 2025
I- MỤC TIÊU
Hoàn thành chỉ tiêu.
Nơi nhận:
- Huyện ủy,
- Lưu VPĐU.
T/M ĐẢNG ỦY
BÍ THƯ
Đào Văn Thử
"""

ALL_ON_ONE_LINE = """\
KẾ HOẠCH Tuyên truyền năm 2024 Thực hiện Kế hoạch số 05/KH-UBND, UBND xã xây dựng kế hoạch như sau: I. MỤC ĐÍCH 1. Mục đích - Tuyên truyền. 2. Yêu cầu - Kịp thời. Nơi nhận: - UBND huyện; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn Mẫu"""

MARKDOWN_PROGRAMME = """\
**ỦY BAN NHÂN DÂN**
**XÃ AN HÒA**
\\-\\-\\-\\-\\-\\-\\-
**CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM**
**Độc lập - Tự do - Hạnh phúc**
\\-\\-\\-\\-\\-\\-\\-\\-\\-

Số: 11/CTr-UBND

*An Hòa, ngày 10 tháng 3 năm 2024*

# CHƯƠNG TRÌNH
## Hành động thực hiện Nghị quyết
*(Ban hành kèm theo Quyết định số 10/QĐ-UBND ngày 10/3/2024)*

*Căn cứ Nghị quyết số 01/NQ-HĐND ngày 05/01/2024 của HĐND xã;*

*Căn cứ chức năng, nhiệm vụ được giao, UBND xã ban hành Chương trình như sau:*

# I. QUAN ĐIỂM

**1\\. Phát triển toàn diện**

Gắn với chuyển đổi số.

**2\\. Lấy người dân làm trung tâm**

1. Đối thoại hằng quý.
2. Công khai kết quả.

# II. TỔ CHỨC

| **TT** | **Nhiệm vụ** | **Đơn vị** |
| :---: | --- | --- |
| I | Nhóm một |  |
| 1 | Tuyên truyền | VHXH |

**Nơi nhận:**
- HĐND xã;
- Lưu: VT.

**TM. ỦY BAN NHÂN DÂN**
**KT. CHỦ TỊCH**
**PHÓ CHỦ TỊCH**



**Mai Văn Thử**
"""

RESOLUTION = """\
HỘI ĐỒNG NHÂN DÂN
XÃ AN HÒA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 08/NQ-HĐND
An Hòa, ngày 20 tháng 12 năm 2024
NGHỊ QUYẾT
Về nhiệm vụ phát triển kinh tế - xã hội năm 2025
HỘI ĐỒNG NHÂN DÂN XÃ AN HÒA
KHÓA XX, KỲ HỌP THỨ 9
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
Xét Tờ trình số 30/TTr-UBND ngày 10/12/2024 của UBND xã; Báo cáo thẩm tra của các ban; ý kiến thảo luận tại kỳ họp,
QUYẾT NGHỊ:
Điều 1. Tán thành nhiệm vụ năm 2025:
1. Thu ngân sách tăng 10%.
2. Giảm nghèo 1%.
Điều 2. Giao UBND xã tổ chức thực hiện.
Nghị quyết này đã được HĐND xã khóa XX, kỳ họp thứ 9 thông qua ngày 20/12/2024./.
Nơi nhận:
- TT HĐND huyện;
- Lưu: VT.
CHỦ TỊCH
Lò Văn Mẫu
"""
