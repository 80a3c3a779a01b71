using Tangram.Core.Catalogs;
using Tangram.Operators;

namespace Tangram.Cli.Tests;

/// <summary>Operators for applications that exist only in tests; planning needs their names, never their work.</summary>
internal sealed class TestOperators : IEntryOperator, ITaskOperator, IAnswerOperator,
    ICatalogued<TestOperators, IEntryOperator>, ICatalogued<TestOperators, ITaskOperator>, ICatalogued<TestOperators, IAnswerOperator>
{
    public const string Entry = "test";
    public const string Task = "test";
    public const string Answer = "test";

    private static readonly Lazy<bool> Registered = new(() =>
    {
        OperatorCatalogs.Entries.Add<TestOperators>();
        OperatorCatalogs.Tasks.Add<TestOperators>();
        OperatorCatalogs.Answers.Add<TestOperators>();
        return true;
    });

    public static string Name => "test";

    public IReadOnlyList<AnswerTensorDescription> Tensors => [];

    public static void Register() => _ = Registered.Value;

    static IEntryOperator ICatalogued<TestOperators, IEntryOperator>.Create(Settings settings) => new TestOperators();

    static ITaskOperator ICatalogued<TestOperators, ITaskOperator>.Create(Settings settings) => new TestOperators();

    static IAnswerOperator ICatalogued<TestOperators, IAnswerOperator>.Create(Settings settings) => new TestOperators();

    public object Read(ReadOnlyMemory<byte> body) => throw new NotSupportedException();

    public void Prepare(object item, ReadOnlySpan<int> shape, Span<float> input) => throw new NotSupportedException();

    public TaskOutcome Interpret(object item, ReadOnlySpan<int> inputShape, ReadOnlySpan<int> outputShape, ReadOnlySpan<float> output) => throw new NotSupportedException();

    Operators.Answer IAnswerOperator.Compose(object entry, IReadOnlyList<TaskResult> results) => throw new NotSupportedException();
}
