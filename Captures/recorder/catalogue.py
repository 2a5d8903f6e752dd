"""The sample captures: name, what each proves, and how it is made."""

from recorder.recordings import credentials, healthy, limits, services, submission
from recorder.recordings.recording import Recording

RECORDINGS: dict[str, Recording] = {
    **limits.RECORDINGS,
    **submission.RECORDINGS,
    **credentials.RECORDINGS,
    **services.RECORDINGS,
    **healthy.RECORDINGS,
}
