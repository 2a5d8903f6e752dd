import FuzzDriver
import FuzzTargets

FuzzDriver.run(.smtp)
