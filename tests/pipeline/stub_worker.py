"""A reading process without models: the first word of a task, or of a line of a table, says what becomes of it."""

import os
import signal
import sys
import time
from multiprocessing.connection import Connection

from sitrep.pipeline.messages import MEMORY_EXIT, Done, Failure, Ready, Task


def act(word: str) -> None:
    if word == "hang":
        time.sleep(600)
    elif word == "slow":
        time.sleep(0.5)
    elif word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "memory":
        os._exit(MEMORY_EXIT)
    elif word == "abort":
        sys.stderr.write("memory allocation of 99 bytes failed\n")
        sys.stderr.flush()
        os.abort()


def serve(connection: Connection) -> None:
    while True:
        try:
            task: Task = connection.recv()
        except EOFError:
            return
        for line in task.data.decode().splitlines()[task.skip :]:
            if line == "half":
                os.write(connection.fileno(), (1000).to_bytes(4, "big") + b"cut off")
                os._exit(0)
            act(line)
            connection.send(Failure("empty", line, task.origin))
        connection.send(Done())
        if task.data == b"last":
            return


if __name__ == "__main__":
    opened = Connection(int(sys.argv[1]))
    if "broken" in sys.argv[2]:
        sys.exit("no models here")
    if "late" in sys.argv[2]:
        time.sleep(1.5)
    opened.send(Ready("a model"))
    serve(opened)
