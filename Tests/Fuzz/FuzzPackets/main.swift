import FuzzDriver
import FuzzTargets

FuzzDriver.run(.packets)
