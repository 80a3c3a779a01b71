namespace Tangram.Server.Repository;

/// <summary>The smallest part of a text in protobuf's text format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters; of quoted text what it stands for.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal readonly record struct ProtoToken(ProtoTokenKind Kind, string Text, int Line)
{
    /// <summary>Whether it is a symbol, one of those in <paramref name="symbols"/>.</summary>
    public bool IsSymbol(string symbols) => Kind == ProtoTokenKind.Symbol && symbols.Contains(Text[0], StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Kind == ProtoTokenKind.End ? "the end of the text" : $"'{(Text.Length <= 40 ? Text : Text[..40] + "…").ReplaceLineEndings(" ")}'";
}
