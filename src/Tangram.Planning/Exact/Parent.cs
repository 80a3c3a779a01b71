using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>Where a task's items come from.</summary>
/// <param name="Place">The parent's place in the application's order of tasks.</param>
/// <param name="Edge">The edge.</param>
internal sealed record Parent(int Place, Edge Edge);
