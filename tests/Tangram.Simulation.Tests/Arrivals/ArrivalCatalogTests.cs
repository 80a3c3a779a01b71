using Tangram.Core.Catalogs;
using Tangram.Simulation.Arrivals;

namespace Tangram.Simulation.Tests.Arrivals;

public sealed class ArrivalCatalogTests
{
    [Fact]
    public void The_patterns_have_these_names() => Assert.Equal(["diurnal", "mmpp", "poisson", "uniform"], ArrivalCatalog.Patterns.Names);

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var fault = Assert.Throws<ArgumentException>(() => ArrivalCatalog.Patterns.Create("bursty", Settings.Empty));

        Assert.StartsWith("no arrival pattern is called 'bursty'; known: diurnal, mmpp, poisson, uniform", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("poisson", "burst-ratio", "5", "burst-ratio: is not known; there are no settings here")]
    [InlineData("mmpp", "burst-ratio", "0.5", "burst-ratio: '0.5' is not a number from 1 to 1000000")]
    [InlineData("mmpp", "burst-s", "NaN", "burst-s: 'NaN' is not a number from 0.001 to 100000000")]
    [InlineData("diurnal", "swing", "1.1", "swing: '1.1' is not a number from 0 to 1")]
    [InlineData("diurnal", "period", "60", "period: is not known; known here: period-s, swing")]
    public void Settings_that_are_wrong_are_refused(string pattern, string key, string value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ArrivalCatalog.Patterns.Create(pattern, new Settings(new Dictionary<string, string> { [key] = value }))).Message);
}
