namespace Tangram.Core.Applications;

/// <summary>Where a task's items go.</summary>
/// <param name="From">The parent's name.</param>
/// <param name="To">The child's name.</param>
/// <param name="FanOut">Items sent to the child per item of the parent, on average, where the parent's variant says nothing else; at least 0.</param>
/// <param name="FanOutByVariant">The same by the parent's variant.</param>
public sealed record Edge(string From, string To, double FanOut, IReadOnlyDictionary<string, double> FanOutByVariant)
{
    /// <summary>The fan-out when the parent runs <paramref name="variant"/>; 1 where the parent is left out.</summary>
    public double FanOutOf(string? variant) => variant is null ? 1 : FanOutByVariant.TryGetValue(variant, out var fanOut) ? fanOut : FanOut;
}
