using Tangram.Core.Catalogs;

namespace Tangram.Core.Tests.Catalogs;

/// <summary>Choosing by name.</summary>
public sealed class CatalogTests
{
    private static readonly Catalog<IGreeting> Greetings = new Catalog<IGreeting>("greeting").Add<Polite>().Add<Brief>();

    private interface IGreeting
    {
        string Words { get; }
    }

    [Fact]
    public void An_implementation_is_built_from_its_settings() =>
        Assert.Equal("good day, Ada", Greetings.Create("polite", new Settings(new Dictionary<string, string> { ["to"] = "Ada" })).Words);

    [Fact]
    public void Names_come_in_order_with_their_descriptions()
    {
        Assert.Equal(["brief", "polite"], Greetings.Names);
        Assert.Equal([typeof(Brief), typeof(Polite)], Greetings.Types);
        Assert.Equal([new("brief", ""), new("polite", "takes its time")], Greetings.Descriptions);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var exception = Assert.Throws<ArgumentException>(() => Greetings.Create("rude", Settings.Empty));

        Assert.StartsWith("no greeting is called 'rude'; known: brief, polite", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_it_does_not_have_is_refused()
    {
        var polite = Assert.Throws<FormatException>(() => Greetings.Create("polite", new Settings(new Dictionary<string, string> { ["too"] = "Ada" })));
        var brief = Assert.Throws<FormatException>(() => Greetings.Create("brief", new Settings(new Dictionary<string, string> { ["to"] = "Ada" })));

        Assert.Equal("too: is not known; known here: to", polite.Message);
        Assert.Equal("to: is not known; there are no settings here", brief.Message);
    }

    [Theory]
    [InlineData("polite", "good day, you")]
    [InlineData("polite:to=Ada", "good day, Ada")]
    [InlineData("polite:to=a:b", "good day, a:b")]
    public void One_text_gives_the_name_and_after_a_colon_the_settings(string text, string words) => Assert.Equal(words, Greetings.Create(text).Words);

    [Theory]
    [InlineData("polite:", "'' is not KEY=VALUE")]
    [InlineData("polite:to", "'to' is not KEY=VALUE")]
    [InlineData("polite:too=Ada", "too: is not known; known here: to")]
    public void Settings_in_a_text_are_checked_as_others_are(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Greetings.Create(text)).Message);

    [Theory]
    [InlineData("rude:to=Ada", "rude")]
    [InlineData(":to=Ada", "")]
    [InlineData("", "")]
    public void A_text_with_an_unknown_name_is_answered_with_the_known_ones(string text, string name) =>
        Assert.StartsWith($"no greeting is called '{name}'; known: brief, polite", Assert.Throws<ArgumentException>(() => Greetings.Create(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_cannot_be_taken_twice() => Assert.Throws<ArgumentException>(() => new Catalog<IGreeting>("greeting").Add<Brief>().Add<Brief>());

    [Fact]
    public void A_family_is_there_under_each_of_its_names_and_is_one_type()
    {
        var greetings = new Catalog<IGreeting>("greeting").AddFamily<Loud>().Add<Brief>();

        Assert.Equal(["brief", "loud", "loud+long"], greetings.Names);
        Assert.Equal([typeof(Brief), typeof(Loud)], greetings.Types);
        Assert.Equal("HIII", greetings.Create("loud+long", Settings.Empty).Words);
        Assert.Throws<FormatException>(() => greetings.Create("loud", new Settings(new Dictionary<string, string> { ["to"] = "Ada" })));
    }

    private sealed class Loud(string words) : IGreeting, ICataloguedFamily<Loud, IGreeting>
    {
        public static IReadOnlyList<CataloguedMember<IGreeting>> Members { get; } =
            [new("loud", "raises its voice", _ => new Loud("HI")), new("loud+long", "and does not stop", _ => new Loud("HIII"))];

        public string Words => words;
    }

    private sealed class Polite(string name) : IGreeting, ICatalogued<Polite, IGreeting>
    {
        public static string Name => "polite";

        public static string Description => "takes its time";

        public string Words => $"good day, {name}";

        public static IGreeting Create(Settings settings) => new Polite(settings.Text("to") ?? "you");
    }

    private sealed class Brief : IGreeting, ICatalogued<Brief, IGreeting>
    {
        public static string Name => "brief";

        public string Words => "hi";

        public static IGreeting Create(Settings settings) => new Brief();
    }
}
