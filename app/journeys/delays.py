"""Every delay of a sitting, in one place. Seconds unless the name says otherwise."""

from __future__ import annotations

SITTING_S = 120
"""Whole time without a touch before a sitting ends."""
SITTING_PATIENT_S = 240
"""The same in the elder theme and the low layout."""
HANGS_S = 600
"""The machine works and nobody touches it for this long: something hangs, and whoever was there has left."""
ASK_STILL_THERE_S = 15
"""From here on the dialog 您还在吗？ stands on the glass."""
DONE_PAGE_S = 45
"""The last page leaves by itself after this."""
GOODBYE_PAGE_S = 4
TAKE_THINGS_S = 60
"""How long what lies in a slot is waited for, with voice and light; then it is written down as left behind."""
REMIND_EVERY_S = 8
SLIP_LOOK_MS = 700
"""Between two looks at a receipt in the mouth of the printer; in between the printer is free."""
MAINTENANCE_REST_S = 120
"""The technician's page left alone for this long: the station takes people again."""
HOME_REST_S = 60
"""Home untouched for this long: large letters, language and open sheets of whoever looked around are put back."""
LINGER_MS = 900
"""How long 读到了 or 认出来了 stands before the next page comes by itself."""
CENTRE_ANSWER_S = 5
"""How long 提交好了 may be waited for before it is 已存好，等网络."""
CARD_READ_S = 110
"""One waiting for a card; the sitting's own time-out ends it first."""
CODE_READ_S = 110
"""One waiting for a code; then it is waited for anew."""
CODE_AGAIN_S = 2
"""The same code counts again once it was gone so long: a camera sees it ten times a second as long as it lies there."""
SCANNER_RETRY_S = 3
FACE_CHECK_S = 10
PAYMENT_POLL_S = 1
LATE_PAYMENT_POLL_S = 3
"""Once the code has run out."""
MAILING_POLL_S = 1
FILM_END_S = 5
"""How long the last piece of a film may take to be kept."""
FILM_TICK_MS = 1000
QUEUE_POLL_S = 5
"""Between two looks of a desk at the queue of its hall."""
QUEUE_POLL_HOME_S = 20
"""The same at a self-service terminal, where only how many wait is told."""
MISSED_POLL_S = 2
"""After a question the centre did not hear; the third miss is told."""
PAD_ASK_S = 40
CARD_WATCH_POLL_MS = 300
PREVIEW_INTERVAL_MS = 25
"""At least so long between two pictures on the glass; a camera that gives 30 a second is shown whole."""
PHOTO_JUDGE_INTERVAL_MS = 60
"""From one judged picture to the next: the guides follow a head that moves (LOOK: 15 a second at least)."""
ADVICE_STANDS_S = 0.8
"""So long a sentence of advice stands at least: nobody can read one that changes with every picture."""
PHOTO_HOLD_S = 3
"""All ticks for this long: the picture is taken."""
HEARTBEAT_S = 30
SILENT_LOOK_S = 5
"""A look at a device that is not over after so long is a miss, and so is each further such while."""
SHORT_JOB_S = 60
"""No question to the UPS or the contacts, no light and no picture takes so long: what does, does not come back."""
DRAINED_LIMIT_S = 240
"""The time on battery is over: so long a sitting that cannot end, or a paper, may still hold the program."""
LOW_LIMIT_S = 60
"""The same once the battery is low."""
ENDING_LIMIT_S = 12
"""The same once the UPS has announced to cut its output; NUT waits 15 s (upsmon.conf: HOSTSYNC)."""
PREMISES_LOOK_MS = 500
"""The UPS and the contacts of the cabinet: half a second is soon enough for a door, and costs nothing."""
SYNC_INTERVAL_S = 20
REACHABLE_POLL_S = 5
UPKEEP_S = 60
"""The clock, the disk, what waits, the seals of days that are over: nothing of it changes faster."""
HALL_LOOK_S = 60
"""Whether the keys of the hall have come; they come once, with a sync."""
SHUTDOWN_S = 2
