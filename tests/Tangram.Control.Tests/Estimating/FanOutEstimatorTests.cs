using Tangram.Control.Estimating;
using Tangram.Control.Observing;
using Tangram.Core.Applications;

namespace Tangram.Control.Tests.Estimating;

/// <summary>Estimating fan-outs.</summary>
public sealed class FanOutEstimatorTests
{
    private static readonly Application Declared = new Machine(4).Application;
    private readonly FanOutEstimator _estimator = new(ControlSettings.Default);

    [Fact]
    public void A_fan_out_that_departs_takes_the_place_of_the_one_that_is_counted_with()
    {
        See(60, items: 4, children: 12);

        var change = _estimator.Compare(Declared, Declared);

        Assert.NotNull(change);
        Assert.True(change.IsHeavier);
        Assert.Equal(3, change.Application.Edges[0].FanOutOf("precise"), 1e-9);
        Assert.Equal("look by precise makes 3 items for tell of one, not 1", change.Why);
        Assert.Null(_estimator.Compare(Declared, change.Application));
    }

    [Fact]
    public void A_variant_that_does_not_run_is_taken_to_have_changed_as_the_one_that_runs()
    {
        See(60, items: 4, children: 12);

        Assert.Equal(3, _estimator.Compare(Declared, Declared)!.Application.Edges[0].FanOutOf("rough"), 1e-9);
    }

    [Fact]
    public void Too_few_items_say_nothing()
    {
        See(12, items: 4, children: 12);
        Assert.Null(_estimator.Compare(Declared, Declared));

        See(1, items: 4, children: 12);
        Assert.NotNull(_estimator.Compare(Declared, Declared));
    }

    [Fact]
    public void Only_the_last_fifty_observations_count()
    {
        See(200, items: 4, children: 12);
        See(50, items: 4, children: 8);

        Assert.Equal(2, _estimator.Estimate(Declared.Edges[0], "precise")!.Value.FanOut, 1e-9);
    }

    [Fact]
    public void A_departure_within_the_band_is_let_be()
    {
        See(60, items: 100, children: 119);

        Assert.Null(_estimator.Compare(Declared, Declared));
    }

    [Fact]
    public void What_differs_from_one_observation_to_the_next_departs_only_beyond_its_own_noise()
    {
        // One page in ten has fifteen lines, the others none: the mean is 1.5, which so few pages do not show.
        for (var i = 0; i < 50; i++)
        {
            _estimator.Observe([new FanOutObservation("look", "precise", 1, i % 10 == 0 ? 15 : 0)]);
        }

        Assert.Null(_estimator.Compare(Declared, Declared));
    }

    [Fact]
    public void Items_that_lead_to_none_are_not_planned_for_as_if_there_could_be_none()
    {
        See(50, items: 10, children: 0);

        var change = _estimator.Compare(Declared, Declared)!;

        Assert.False(change.IsHeavier);
        Assert.InRange(change.Application.Edges[0].FanOutOf("precise"), 1e-6, 0.01);
    }

    [Fact]
    public void A_child_of_its_own_name_is_estimated_by_itself()
    {
        for (var i = 0; i < 50; i++)
        {
            _estimator.Observe([new FanOutObservation("look", "precise", 4, 20, "tell"), new FanOutObservation("look", "precise", 4, 4, "other")]);
        }

        Assert.Equal(5, _estimator.Estimate(Declared.Edges[0], "precise")!.Value.FanOut, 1e-9);
    }

    [Fact]
    public void An_hour_of_an_unchanging_fan_out_changes_nothing()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var (estimator, poisson) = (new FanOutEstimator(ControlSettings.Default), new Poisson(seed));
            for (var second = 0; second < 3600; second++)
            {
                if (poisson.Draw(3) is > 0 and var items)
                {
                    estimator.Observe([new FanOutObservation("look", "precise", items, poisson.Draw(items))]);
                }

                Assert.Null(estimator.Compare(Declared, Declared));
            }
        }
    }

    private void See(int times, long items, long children)
    {
        for (var i = 0; i < times; i++)
        {
            _estimator.Observe([new FanOutObservation("look", "precise", items, children)]);
        }
    }
}
