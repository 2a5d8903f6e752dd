import FuzzDriver
import FuzzTargets

FuzzDriver.run(.file)
