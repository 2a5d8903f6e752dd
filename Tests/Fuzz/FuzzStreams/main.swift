import FuzzDriver
import FuzzTargets

FuzzDriver.run(.streams)
