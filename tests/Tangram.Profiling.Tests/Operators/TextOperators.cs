using System.Text;
using System.Text.Json.Nodes;
using Tangram.Core.Catalogs;
using Tangram.Operators;

namespace Tangram.Profiling.Tests.Operators;

/// <summary>Operators for applications that exist only in tests: a request is a text, the answer is the lines that the task <c>read</c> made of it.</summary>
internal sealed class TextOperators : IEntryOperator, IAnswerOperator, ICatalogued<TextOperators, IEntryOperator>, ICatalogued<TextOperators, IAnswerOperator>
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        OperatorCatalogs.Entries.Add<TextOperators>();
        OperatorCatalogs.Answers.Add<TextOperators>();
        OperatorCatalogs.Tasks.Add<SplitOperator>().Add<MendOperator>().Add<ReadOperator>().Add<NumbersOperator>();
        return true;
    });

    public static string Name => "text";

    public IReadOnlyList<AnswerTensorDescription> Tensors => [];

    public static void Register() => _ = Registered.Value;

    static IEntryOperator ICatalogued<TextOperators, IEntryOperator>.Create(Settings settings) => new TextOperators();

    static IAnswerOperator ICatalogued<TextOperators, IAnswerOperator>.Create(Settings settings) => new TextOperators();

    public object Read(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);

    public Answer Compose(object entry, IReadOnlyList<TaskResult> results) => new(new JsonObject(), [], [.. results.Where(r => r.Task == "read").Select(r => (string)r.Value)]);
}
