"""Processor time of a piece of work, without the garbage collector, whose pace depends on all that other tests left."""

import gc
from collections.abc import Callable
from time import process_time


def processor_seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        began = process_time()
        work()
        return process_time() - began
    finally:
        gc.enable()
