using Tangram.Cli.Interference;
using Tangram.Prediction;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Tests.Interference;

public sealed class NamedChoiceTests
{
    [Fact]
    public void A_list_is_names_set_apart_by_commas() =>
        Assert.Equal([new NamedChoice("overlap", "overlap")], NamedChoice.List("overlap", "--signals", SignalCatalog.Signals));

    [Theory]
    [InlineData("ewma(0.3)")]
    [InlineData("ewma:alpha=0.3")]
    public void The_papers_notation_of_a_moving_average_is_that_of_the_catalogue(string text) =>
        Assert.Equal(new NamedChoice(text, "ewma:alpha=0.3"), NamedChoice.One(text, "--signal", SignalCatalog.Signals));

    [Fact]
    public void The_same_in_both_notations_is_given_twice() =>
        AssertRefused("--signals: gives 'ewma(0.3)' twice; once is enough", () => NamedChoice.List("ewma(0.3),ewma:alpha=0.3", "--signals", SignalCatalog.Signals));

    [Fact]
    public void A_name_that_is_not_known_is_refused_with_those_that_are() =>
        AssertRefused($"--signals: no co-location signal is called 'magic'; known: {string.Join(", ", SignalCatalog.Signals.Names)}", () => NamedChoice.List("overlap,magic", "--signals", SignalCatalog.Signals));

    [Fact]
    public void A_name_given_twice_is_refused() =>
        AssertRefused("--models: gives 'none' twice; once is enough", () => NamedChoice.List("none,none", "--models", PredictorCatalog.Predictors));

    [Fact]
    public void Settings_behind_a_comma_belong_to_the_name_before() =>
        AssertRefused("--models: a: is not known; there are no settings here", () => NamedChoice.List("none:a=1,b=2", "--models", PredictorCatalog.Predictors));

    [Fact]
    public void A_setting_of_nothing_is_a_name() =>
        AssertRefused($"--models: no slowdown predictor is called 'b=2'; known: {string.Join(", ", PredictorCatalog.Predictors.Names)}", () => NamedChoice.List("none,b=2", "--models", PredictorCatalog.Predictors));

    private static void AssertRefused(string message, Func<object> act) => Assert.Equal(message, Assert.Throws<FormatException>(act).Message);
}
