import FuzzDriver
import FuzzTargets

FuzzDriver.run(.pipeline)
