using Tangram.Core.Catalogs;

namespace Tangram.Core.Applications;

/// <summary>An operator by its catalogue name, with the settings written beside it.</summary>
public sealed record OperatorUse(string Name, Settings Settings);
