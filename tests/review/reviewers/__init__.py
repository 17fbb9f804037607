"""A draft becomes what a reviewer sends back: edited in Word, in LibreOffice, or as text to compare.

Nothing here knows how the merge works; the merge must bring back what these reviewers did.
"""
