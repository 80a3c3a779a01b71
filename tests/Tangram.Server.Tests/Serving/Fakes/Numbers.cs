using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Operators;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>An application over numbers: <c>split</c> makes of n the items 0 to n−1, <c>double</c> doubles each, the answer is their sum.</summary>
internal static class Numbers
{
    public const string Name = "numbers";

    /// <summary>An entry on which <c>split</c> cannot prepare its input.</summary>
    public const int BreaksPreparing = -1;

    /// <summary>An entry on which <c>split</c> cannot interpret its output.</summary>
    public const int BreaksInterpreting = -2;

    public static Variant Split { get; } = new("split-v", "/split", [1], 1);

    public static Variant Double { get; } = new("double-v", "/double", [1], 1);

    public static BoundApplication Bound { get; } = new(
        new Application(
            Name,
            "for tests",
            new Objectives(LatencyMilliseconds: 60_000, Accuracy: 0.5),
            new OperatorUse("number", Settings.Empty),
            new OperatorUse("sum", Settings.Empty),
            [new ApplicationTask("split", new OperatorUse("split", Settings.Empty), [Split], null), new ApplicationTask("double", new OperatorUse("double", Settings.Empty), [Double], null)],
            [new Edge("split", "double", 2, new Dictionary<string, double>())],
            evaluation: null),
        new NumberEntry(),
        new SumAnswer(),
        new Dictionary<string, ITaskOperator> { ["split"] = new SplitOperator(), ["double"] = new DoubleOperator() });

    /// <summary>What the answer to <paramref name="n"/> is: twice the sum of 0 to n−1.</summary>
    public static float SumOf(int n) => n * (n - 1);

    public static float Sum(IReadOnlyList<TaskResult> results) => results.Where(r => r.Task == "double").Sum(r => (float)r.Value);

    private sealed class NumberEntry : IEntryOperator
    {
        public object Read(ReadOnlyMemory<byte> body) =>
            int.TryParse(Encoding.UTF8.GetString(body.Span), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
                ? n
                : throw new InvalidInputException("the body is not a number,\nsuch as 3");
    }

    private sealed class SplitOperator : ITaskOperator
    {
        public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) =>
            input[0] = (int)item == BreaksPreparing ? throw new InvalidOperationException("cannot prepare") : (int)item;

        public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output) =>
            (int)item == BreaksInterpreting
                ? throw new InvalidOperationException("cannot interpret")
                : new TaskOutcome(output[0], [.. Enumerable.Range(0, (int)output[0]).Cast<object>()]);
    }

    private sealed class DoubleOperator : ITaskOperator
    {
        public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) => input[0] = (int)item;

        public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output) => new(output[0], []);
    }

    private sealed class SumAnswer : IAnswerOperator
    {
        public IReadOnlyList<AnswerTensorDescription> Tensors { get; } = [new("sum", "FP32", [1]), new("parts", "BYTES", [-1])];

        public Answer Compose(object entry, IReadOnlyList<TaskResult> results)
        {
            string[] parts = [.. results.Where(r => r.Task == "double").Select(r => (float)r.Value).Order().Select(v => v.ToString(CultureInfo.InvariantCulture))];
            return new Answer(new JsonObject { ["sum"] = Sum(results) }, [new AnswerTensor("sum", [1], [Sum(results)]), new AnswerTensor("parts", [parts.Length], parts)], parts);
        }
    }
}
