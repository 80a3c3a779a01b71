using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Policies.Dispatch;

/// <summary>The segments in turn, whatever waits there.</summary>
public sealed class RoundRobinDispatch : IDispatchPolicy, ICatalogued<RoundRobinDispatch, IDispatchPolicy>
{
    /// <inheritdoc/>
    public static string Name => "round-robin";

    /// <inheritdoc/>
    public static IDispatchPolicy Create(Settings settings) => new RoundRobinDispatch();

    /// <inheritdoc/>
    public int Choose(in DispatchQuestion question) => (int)(question.Turn % question.Segments.Length);
}
