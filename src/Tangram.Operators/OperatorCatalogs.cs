using Tangram.Core.Catalogs;
using Tangram.Operators.Imaging;
using Tangram.Operators.Ocr;

namespace Tangram.Operators;

/// <summary>The one place that lists every operator. A new operator adds a file and a line here.</summary>
public static class OperatorCatalogs
{
    /// <summary>What reads a request.</summary>
    public static Catalog<IEntryOperator> Entries { get; } = new Catalog<IEntryOperator>("entry operator")
        .Add<ImageEntry>();

    /// <summary>What surrounds a task's model.</summary>
    public static Catalog<ITaskOperator> Tasks { get; } = new Catalog<ITaskOperator>("task operator")
        .Add<DetectOperator>()
        .Add<OrientOperator>()
        .Add<RecogniseOperator>();

    /// <summary>What composes an answer.</summary>
    public static Catalog<IAnswerOperator> Answers { get; } = new Catalog<IAnswerOperator>("answer operator")
        .Add<LinesAnswer>();
}
