using Tangram.Core.Plans;

namespace Tangram.Planning.Verifying;

/// <summary>What a plan takes, the more important of devices and slices first.</summary>
internal readonly record struct PlanCost(int First, int Second) : IComparable<PlanCost>
{
    /// <summary>What a plan for an objective takes.</summary>
    public static PlanCost Of(Plan plan, PlanObjective objective) =>
        objective == PlanObjective.Slices ? new PlanCost(plan.Slices, plan.Devices) : new PlanCost(plan.Devices, plan.Slices);

    public static bool operator <(PlanCost one, PlanCost other) => one.CompareTo(other) < 0;

    public static bool operator >(PlanCost one, PlanCost other) => one.CompareTo(other) > 0;

    public static bool operator <=(PlanCost one, PlanCost other) => one.CompareTo(other) <= 0;

    public static bool operator >=(PlanCost one, PlanCost other) => one.CompareTo(other) >= 0;

    public int CompareTo(PlanCost other) => First != other.First ? First.CompareTo(other.First) : Second.CompareTo(other.Second);
}
