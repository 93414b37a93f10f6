"""The step of the service-characteristic measurement: its plan, one record a sample, and what they come to."""
