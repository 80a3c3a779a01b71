using Tangram.Core.Catalogs;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests;

public sealed class PredictorCatalogTests
{
    [Fact]
    public void Predictors_and_signals_have_these_names()
    {
        Assert.Equal(["best", "constant", "linear-offline", "linear-rls", "linear-sgd", "none"], PredictorCatalog.Predictors.Names);
        Assert.Equal(["ewma", "expected", "overlap", "static"], SignalCatalog.Signals.Names);
    }

    [Fact]
    public void Every_predictor_and_signal_that_there_is_can_be_named()
    {
        AssertListed(PredictorCatalog.Predictors);
        AssertListed(SignalCatalog.Signals);

        static void AssertListed<TRole>(Catalog<TRole> catalog)
            where TRole : class =>
            Assert.Equal(
                typeof(TRole).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(TRole))).Select(t => t.Name).Order(),
                catalog.Types.Select(t => t.Name).Order());
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var fault = Assert.Throws<ArgumentException>(() => PredictorCatalog.Predictors.Create("oracle"));

        Assert.StartsWith("no slowdown predictor is called 'oracle'; known: best, constant, linear-offline, linear-rls, linear-sgd, none", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linear-sgd:eta=2")]
    [InlineData("linear-rls:lambda=1.1")]
    [InlineData("linear-rls:p0=0")]
    [InlineData("best:lambda=0.5")]
    [InlineData("best:clip=0")]
    [InlineData("constant:eta=0.1")]
    public void Settings_out_of_range_or_unknown_are_refused(string text) => Assert.Throws<FormatException>(() => PredictorCatalog.Predictors.Create(text));

    [Fact]
    public void An_average_faster_than_the_newest_state_is_refused() => Assert.Throws<FormatException>(() => SignalCatalog.Signals.Create("ewma:alpha=1.5"));

    [Theory]
    [InlineData("best", true)]
    [InlineData("constant", true)]
    [InlineData("linear-offline", false)]
    [InlineData("linear-rls", true)]
    [InlineData("linear-sgd", true)]
    [InlineData("none", false)]
    public void Predictors_say_whether_they_learn_while_they_serve(string name, bool expected) =>
        Assert.Equal(expected, PredictorCatalog.Predictors.Create(name).LearnsOnline);
}
