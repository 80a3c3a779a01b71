namespace Tangram.Operators;

/// <summary>Name, datatype (<c>FP32</c> or <c>BYTES</c>) and shape of one output; a dimension of −1 varies.</summary>
public sealed record AnswerTensorDescription(string Name, string Datatype, IReadOnlyList<int> Shape);
