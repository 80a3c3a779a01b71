using Tangram.Core.Catalogs;

namespace Tangram.Operators;

/// <summary>The one place that lists every operator. A new operator adds a file and a line here.</summary>
public static class OperatorCatalogs
{
    /// <summary>What reads a request.</summary>
    public static Catalog<IEntryOperator> Entries { get; } = new("entry operator");

    /// <summary>What surrounds a task's model.</summary>
    public static Catalog<ITaskOperator> Tasks { get; } = new("task operator");

    /// <summary>What composes an answer.</summary>
    public static Catalog<IAnswerOperator> Answers { get; } = new("answer operator");
}
