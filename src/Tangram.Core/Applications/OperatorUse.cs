using Tangram.Core.Catalogs;

namespace Tangram.Core.Applications;

/// <summary>An operator by its catalogue name, with the settings written beside it.</summary>
public sealed record OperatorUse(string Name, Settings Settings)
{
    /// <summary>No operator: the application can be planned for, not served.</summary>
    public static OperatorUse None { get; } = new(string.Empty, Settings.Empty);

    /// <summary>Whether an operator is named.</summary>
    public bool IsGiven => Name.Length > 0;
}
