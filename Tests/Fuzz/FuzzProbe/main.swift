import FuzzDriver
import FuzzTargets

FuzzDriver.run(.probe)
