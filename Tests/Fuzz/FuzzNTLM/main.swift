import FuzzDriver
import FuzzTargets

FuzzDriver.run(.ntlm)
