using System.Globalization;
using Tangram.Core.Files;
using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Evaluation;

/// <summary>Divides observations into those to train on and those to test on.</summary>
public static class Divisions
{
    /// <summary>The fewest batches that a model is fitted to: one more than gpulet's model has coefficients.</summary>
    public const int LeastTraining = 6;

    /// <summary>Trains on the first batches, tests on the others.</summary>
    /// <param name="observations">In the order of the file.</param>
    /// <param name="share">The share to train on; above 0, below 1.</param>
    /// <exception cref="InvalidFileException">That leaves too few on a side.</exception>
    public static Division Split(IReadOnlyList<Observation> observations, double share)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        var count = (int)Math.Round(observations.Count * share);
        RequireTraining(observations.Count, count);
        return count < observations.Count
            ? new Division([.. observations.Take(count)], [.. observations.Skip(count)], Percent("the first", share), Percent("the other", 1 - share))
            : throw new InvalidFileException(string.Create(CultureInfo.InvariantCulture, $"holds {Batches(observations.Count)}, of which a split of {share} leaves none to test on; give a lower one"));
    }

    /// <summary>Trains on one side of a drift, tests on the other.</summary>
    /// <param name="observations">In the order of the file.</param>
    /// <param name="drift">What is otherwise.</param>
    /// <exception cref="InvalidFileException">There is only one side, or too little of it.</exception>
    public static Division Of(IReadOnlyList<Observation> observations, Drift drift)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return drift switch
        {
            Drift.Load => OfLoad(observations),
            Drift.Models => OfModels(observations),
            Drift.Concurrency => OfConcurrency(observations),
            _ => throw new ArgumentOutOfRangeException(nameof(drift), drift, "is no drift"),
        };
    }

    /// <summary>Refuses to fit to too few batches.</summary>
    /// <exception cref="InvalidFileException">They are fewer than <see cref="LeastTraining"/>.</exception>
    public static void RequireTraining(int all, int training)
    {
        if (training < LeastTraining)
        {
            var left = training == all ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", of which {training} are to be trained on");
            throw new InvalidFileException(string.Create(CultureInfo.InvariantCulture, $"holds {Batches(all)}{left}; at least {LeastTraining} are needed to fit a model"));
        }
    }

    private static Division OfLoad(IReadOnlyList<Observation> observations)
    {
        var loads = observations.Select(LoadOf).Order().ToList();
        if (loads[0].Equals(loads[^1]))
        {
            throw new InvalidFileException($"cannot be divided by load: every batch shares {Text(loads[0])} of its life with others; batches with more and with fewer beside them are needed");
        }

        // The lower half; where many have the median's load, all of them are on the side that leaves the two more alike in size.
        var median = loads[(loads.Count - 1) / 2];
        var (below, above) = (loads.Count(l => l < median), loads.Count(l => l > median));
        var limit = above == 0 || (below > above && below >= LeastTraining) ? loads.Last(l => l < median) : median;
        return Checked(observations, o => LoadOf(o) <= limit, o => LoadOf(o) > limit, $"batches with a load of at most {Text(limit)}", $"batches with a load above {Text(limit)}");
    }

    private static Division OfConcurrency(IReadOnlyList<Observation> observations)
    {
        if (!observations.Any(o => CoRunners(o) >= 2))
        {
            throw new InvalidFileException("cannot be divided by concurrency: no batch ran beside two others; rows with one batch_id name several co-runners");
        }

        return observations.Any(o => CoRunners(o) <= 1)
            ? Checked(observations, o => CoRunners(o) <= 1, o => CoRunners(o) >= 2, "batches beside at most one other", "batches beside two and more")
            : throw new InvalidFileException("cannot be divided by concurrency: every batch ran beside two and more; batches beside at most one are needed to train on");
    }

    private static Division OfModels(IReadOnlyList<Observation> observations)
    {
        var held = HeldOutVariants.Of(observations);
        if (held.Count == 0)
        {
            throw new InvalidFileException("cannot be divided by models: no variant can be left out such that there is something to train on; batches without it are needed");
        }

        var names = string.Join(", ", held.Order(StringComparer.Ordinal));
        return Checked(observations, o => !HeldOutVariants.Involves(o, held), o => held.Contains(o.Own.Signature.Variant), $"batches without {names}", $"batches of {names}");
    }

    private static Division Checked(IReadOnlyList<Observation> observations, Func<Observation, bool> isTraining, Func<Observation, bool> isTest, string trainedOn, string testedOn)
    {
        var division = new Division([.. observations.Where(isTraining)], [.. observations.Where(isTest)], trainedOn, testedOn);
        RequireTraining(observations.Count, division.Training.Count);
        return division;
    }

    private static double LoadOf(Observation observation) => observation.Beside.Sum(b => b.Presence.Overlap);

    // The most that ran beside it at one time; those that came one after the other are one.
    private static int CoRunners(Observation observation)
    {
        var beside = observation.Beside.Where(b => b.Presence.Overlap > 0).ToList();
        return beside.Select(b => beside.Count(o => o.Presence.From <= b.Presence.From && o.Presence.To > b.Presence.From)).DefaultIfEmpty(0).Max();
    }

    private static string Batches(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? "batch" : "batches")}");

    private static string Percent(string which, double share) => string.Create(CultureInfo.InvariantCulture, $"{which} {share * 100:0.##} % of the batches");

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
