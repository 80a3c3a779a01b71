using System.Reflection;
using Tangram.Core.Catalogs;

namespace Tangram.Architecture.Tests;

/// <summary>What can be chosen by name is in its catalogue.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Roles => [.. Catalogs().Select(c => c.Role.FullName!)];

    [Fact]
    public void These_roles_have_a_catalogue() =>
        Assert.Equal(
            [
                "IAdmissionPolicy", "IAnswerOperator", "IArrivalPattern", "IBatchingPolicy", "IColocationSignal", "IDemandEstimator", "IDispatchPolicy", "IDropPolicy", "IEntryOperator", "IFanOut", "IInterference", "IMilpSolver", "IModelRuntime", "IPlanExport", "IPlanner", "ISlowdownPredictor", "ITaskOperator",
            ],
            Catalogs().Select(c => c.Role.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Roles))]
    public void Every_implementation_that_exists_can_be_named_in_configuration(string role)
    {
        var (type, listed, _) = Catalogs().Single(c => c.Role.FullName == role);
        var written = OurTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(type) && !t.IsDefined(typeof(MadeOfDataAttribute)));

        Assert.Equal(Names(written), Names(listed));
    }

    [Fact]
    public void Every_type_that_names_itself_is_in_a_catalogue()
    {
        var listed = Catalogs().SelectMany(c => c.Listed).ToHashSet();
        var named = OurTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(ICatalogued<,>) || i.GetGenericTypeDefinition() == typeof(ICataloguedFamily<,>))));

        Assert.All(named, t => Assert.Contains(t, listed));
    }

    [Fact]
    public void Catalogued_names_are_lower_case_words_joined_by_hyphens_or_plus_signs() =>
        Assert.All(Catalogs().SelectMany(c => c.Names), name => Assert.Matches("^[a-z0-9]+([+-][a-z0-9]+)*$", name));

    // Every static property of every static class that holds a catalogue: a new role is found by itself. Where a project adds to the catalogue of
    // one below it, such as the planners that need a solver, the role's catalogue is what both list.
    private static IEnumerable<(Type Role, IReadOnlyList<Type> Listed, IReadOnlyList<string> Names)> Catalogs() =>
        EveryCatalog().GroupBy(c => c.Role, (role, same) => (role, (IReadOnlyList<Type>)[.. same.SelectMany(c => c.Listed).Distinct()], (IReadOnlyList<string>)[.. same.SelectMany(c => c.Names).Distinct()]));

    private static IEnumerable<(Type Role, IReadOnlyList<Type> Listed, IReadOnlyList<string> Names)> EveryCatalog() =>
        from type in OurTypes()
        from property in type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Catalog<>)
        let catalog = property.GetValue(null)!
        select (
            property.PropertyType.GetGenericArguments()[0],
            (IReadOnlyList<Type>)[.. (IEnumerable<Type>)property.PropertyType.GetProperty("Types")!.GetValue(catalog)!],
            (IReadOnlyList<string>)[.. (IEnumerable<string>)property.PropertyType.GetProperty("Names")!.GetValue(catalog)!]);

    private static IEnumerable<Type> OurTypes() =>
        Repository.SourceProjects.Where(p => p != "Tangram.OnnxRuntime").SelectMany(p => Repository.Built(p).GetTypes());

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(t => t.FullName!).Order(StringComparer.Ordinal);
}
