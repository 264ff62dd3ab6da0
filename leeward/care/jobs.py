"""What the worker does here."""

from leeward.care.checking import JOB, take_step

JOBS = {JOB: take_step}
