#!/usr/bin/env python3
"""measure.py OUTPUT COMMAND...: runs a command once and prints what it took, as JSON.

  wall  seconds, CPU  seconds of user and system together, peak  resident bytes, exit  its code

The command's standard output goes to OUTPUT, its standard error to OUTPUT.err. A program of its own
because a child's peak counts from the size of the process that starts it: this one stays small.
"""
import os
import sys
import time


def measure(output, command):
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    streams = [
        (os.POSIX_SPAWN_OPEN, 1, output, flags, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, output + ".err", flags, 0o644),
    ]
    begin = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - begin
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, status


if __name__ == "__main__":
    wall, cpu, peak, status = measure(sys.argv[1], sys.argv[2:])
    code = os.waitstatus_to_exitcode(status)
    print('{"wall": %.6f, "cpu": %.6f, "peak": %d, "exit": %d}' % (wall, cpu, peak, code))
