namespace Tangram.Profiling.Onnx;

/// <summary>What a node makes.</summary>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Operations">Arithmetic operations it takes, a multiply-add being two.</param>
/// <param name="IsView">Whether it only gives its first input another shape, and moves nothing.</param>
internal sealed record NodeResult(IReadOnlyList<OnnxTensor> Outputs, double Operations, bool IsView = false)
{
    public NodeResult(OnnxTensor output, double operations, bool isView = false)
        : this([output], operations, isView)
    {
    }
}
