import FuzzDriver
import FuzzTargets

FuzzDriver.run(.imap)
