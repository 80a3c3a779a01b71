namespace Tangram.Server.Repository;

/// <summary>What a <see cref="ProtoToken"/> is.</summary>
internal enum ProtoTokenKind
{
    /// <summary>The text is over.</summary>
    End,

    /// <summary>A name of a field, or a word.</summary>
    Name,

    /// <summary>A number without its sign.</summary>
    Number,

    /// <summary>Quoted text, its escapes resolved and neighbours joined.</summary>
    Text,

    /// <summary>One of <c>{}&lt;&gt;[]:,;-</c>.</summary>
    Symbol,
}
