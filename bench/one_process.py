"""Run one command and print its seconds and peak MiB: `one_process.py COMMAND ...`.

A process of its own and a small one: Linux counts the memory of the process that starts another
into the other's peak.
"""

import os
import sys
import time

command = sys.argv[1:]
reading, writing = os.pipe()
began = time.time()
child = os.posix_spawnp(
    command[0],
    command,
    {**os.environ, "BENCH_BEGAN": str(began)},
    file_actions=[
        (os.POSIX_SPAWN_DUP2, writing, 1),
        (os.POSIX_SPAWN_CLOSE, reading),
    ],
)
os.close(writing)
said = b""
while piece := os.read(reading, 65536):
    said = (said + piece)[-200:]
_, status, used = os.wait4(child, 0)
seconds = time.time() - began
code = os.waitstatus_to_exitcode(status)
if code:
    sys.exit(f"{command} ended with code {code}")
words = said.split()
measured_itself = len(words) == 2 and all(word.replace(b".", b"", 1).isdigit() for word in words)
print(said.decode() if measured_itself else f"{seconds} {used.ru_maxrss / 1024}")
