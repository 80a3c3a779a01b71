namespace Tangram.Profiling.Onnx;

/// <summary>One step of a graph.</summary>
/// <param name="Operator">What it does, such as <c>Conv</c>.</param>
/// <param name="Inputs">Names of its inputs; empty where an optional one is left out.</param>
/// <param name="Outputs">Names of its outputs; empty where an optional one is left out.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, OnnxAttribute> Attributes)
{
    /// <summary>A setting that is a whole number.</summary>
    public long Integer(string name, long otherwise) => Attributes.TryGetValue(name, out var found) ? found.Integer : otherwise;

    /// <summary>A setting that is a list of whole numbers, or null.</summary>
    public IReadOnlyList<long>? Integers(string name) => Attributes.TryGetValue(name, out var found) && found.Integers.Count > 0 ? found.Integers : null;

    /// <summary>A setting that is a text; empty where it is not given.</summary>
    public string Text(string name) => Attributes.TryGetValue(name, out var found) ? found.Text : string.Empty;
}
