namespace Tangram.Cli.Terminal;

/// <summary>How far jobs that go on at the same time are together.</summary>
/// <param name="jobs">How many; at least 1.</param>
/// <param name="progress">Told the share of all that is through, 0..1; by one job at a time.</param>
internal sealed class JointProgress(int jobs, Action<double> progress)
{
    private readonly double[] _shares = new double[jobs];
    private readonly Lock _gate = new();

    /// <summary>What one job reports its own share to.</summary>
    /// <param name="job">Its number, from 0.</param>
    public IProgress<double> Of(int job) => new One(this, job);

    private void Report(int job, double share)
    {
        lock (_gate)
        {
            _shares[job] = share;
            progress(_shares.Sum() / jobs);
        }
    }

    private sealed class One(JointProgress all, int job) : IProgress<double>
    {
        public void Report(double value) => all.Report(job, value);
    }
}
