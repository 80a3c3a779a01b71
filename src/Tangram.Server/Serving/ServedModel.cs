using Tangram.Core.Applications;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Server.Serving;

/// <summary>One task's model as clients see it.</summary>
/// <param name="Task">Index of the task in the layout.</param>
/// <param name="Variant">The variant the plan chose.</param>
/// <param name="Model">Names and shapes as the worker told them.</param>
internal sealed record ServedModel(int Task, Variant Variant, VariantLoaded Model);
