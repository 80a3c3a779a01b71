namespace Tangram.Core.Catalogs;

/// <summary>A choice the user can name by several names, each of which builds the type with other parameters.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TRole">The role it plays, such as a planner.</typeparam>
public interface ICataloguedFamily<TSelf, TRole>
    where TSelf : TRole, ICataloguedFamily<TSelf, TRole>
    where TRole : class
{
    /// <summary>Every name, with what it builds.</summary>
    static abstract IReadOnlyList<CataloguedMember<TRole>> Members { get; }
}
