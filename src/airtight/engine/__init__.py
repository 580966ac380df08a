"""The stages of a step, the batch, settling against truth, the metrics."""

from airtight.engine.metrics import FUNNEL, METRICS, Metric
from airtight.engine.plan import Plan, plan
from airtight.engine.simulating import BatchResult, simulate

__all__ = ["FUNNEL", "METRICS", "BatchResult", "Metric", "Plan", "plan", "simulate"]
