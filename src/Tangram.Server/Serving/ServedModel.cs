using Tangram.Core.Applications;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Server.Serving;

/// <summary>One task's model as clients see it.</summary>
/// <param name="Task">Index of the task in the layout.</param>
/// <param name="Variant">The variant the plan chose.</param>
/// <param name="Model">Names and shapes as the worker told them.</param>
internal sealed record ServedModel(int Task, Variant Variant, VariantLoaded Model)
{
    /// <summary>Name of the model's input.</summary>
    public string Input => Model.Inputs[0].Name;

    /// <summary>Name of the output that is answered.</summary>
    public string Output => Model.Outputs[0].Name;
}
