"""Short invented papers as converters, web pages and typists leave them: nobody in them exists."""
# ruff: noqa: E501 (lines of papers are as long as they are)

WEB_COPY = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH NGUYÊN
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 135/KH-UBND
|
Bình Nguyên, ngày
27 tháng 09 năm 2022
|
KẾ HOẠCH
TRỒNG CÂY PHÂN TÁN TRÊN ĐỊA BÀN TỈNH BÌNH NGUYÊN
NĂM 2022
Căn cứ Nghị định số
07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định về trồng cây
phân tán;
Căn cứ Quyết định số
24/2021/QĐ-TTg ngày 16/7/2021 của Thủ tướng Chính phủ;
Thực hiện Công văn số
3444/SNN-KL ngày 05/9/2022, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Tăng độ che phủ.
2. Yêu cầu
Đúng thời vụ.
II. TỔ CHỨC THỰC HIỆN
Các sở, ngành căn cứ nhiệm vụ triển khai.
Trên đây là Kế hoạch, yêu cầu các đơn vị thực hiện./.
|
Nơi nhận:
- Các sở, ngành;
- Lưu: VT.
|
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Thị Thí Dụ
"""

FOOT_IN_ONE_ROW = """\
**ỦY BAN NHÂN DÂN** **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
**XÃ AN PHÚ** **Độc lập – Tự do – Hạnh phúc**

Số: 15/QĐ-UBND  *An Phú, ngày 10 tháng 02 năm 2024*

**QUYẾT ĐỊNH**

**Về việc kiện toàn Ban Chỉ đạo cải cách hành chính xã An Phú**

**CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN PHÚ**

*Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;*

*Xét đề nghị của công chức Văn phòng - Thống kê xã.*

**QUYẾT ĐỊNH:**

**Điều 1.** Kiện toàn Ban Chỉ đạo gồm các ông, bà có tên sau:

1. Ông Nguyễn Văn Mẫu, Chủ tịch UBND xã - Trưởng ban;

2. Bà Lê Thị Minh Họa, Phó Chủ tịch UBND xã - Phó Trưởng ban.

**Điều 2.** Quyết định có hiệu lực kể từ ngày ký./.

"""

TITLES_AND_TEXT = """\
II. NỘI DUNG
1. Hội nghị
Tổ chức một hội nghị.
2. Các đơn vị được Ủy ban nhân dân tỉnh giao làm đầu mối tham mưu thực hiện các nhiệm vụ về trồng cây theo Chỉ thị số 06/CT-UBND
- Chủ động cung cấp văn bản chỉ đạo.
- Xây dựng nội dung trọng tâm.
3. Đài truyền thanh
Phát tin hằng tuần.
III. PHƯƠNG HƯỚNG
1. Sửa chữa thiết bị trước ngày 31 tháng 7 năm 2026.
2. Phát 600 tờ rơi còn lại.
3. Tổ chức hội thi trong tháng 10 năm 2026.
IV. ĐỀ XUẤT
Đề nghị hỗ trợ tài liệu.
"""
