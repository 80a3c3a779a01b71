using System.Text.Json.Nodes;

namespace Tangram.Operators;

/// <summary>The answer to one request, in the forms in which it can be asked for.</summary>
/// <param name="Json">The answer as a JSON object, for people and for <c>POST /{application}</c>.</param>
/// <param name="Tensors">The answer as named tensors, for the Open Inference Protocol.</param>
/// <param name="Labels">The answer as lines of text, to be compared with a labelled data set.</param>
public sealed record Answer(JsonObject Json, IReadOnlyList<AnswerTensor> Tensors, IReadOnlyList<string> Labels);
