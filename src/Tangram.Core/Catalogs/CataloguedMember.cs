namespace Tangram.Core.Catalogs;

/// <summary>One name of a <see cref="ICataloguedFamily{TSelf, TRole}"/>.</summary>
/// <param name="Name">The lower-case name users write.</param>
/// <param name="Description">What it does, in a few words for a list.</param>
/// <param name="Create">Builds it from the settings given beside its name.</param>
public sealed record CataloguedMember<TRole>(string Name, string Description, Func<Settings, TRole> Create)
    where TRole : class;
