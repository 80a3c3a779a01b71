using Tangram.Core.Devices;

namespace Tangram.Planning.Baselines.ParvaGpu;

/// <summary>ParvaGPU's segment allocator (SC'24; read in <c>allocator.c</c> of its public code [C]).</summary>
/// <remarks>
/// Largest segments first, those of one size in the order of the services, each on the device where it leaves the fewest slices free, the first of
/// several. Then devices of which at most 4 of 7 slices are used are broken up, the last first: their segments are replaced by segments of 2 and 1 slices
/// for the same rate, which fill the gaps of others. A service's surplus from one segment counts for its next.
/// </remarks>
internal sealed class ParvaAllocator
{
    private readonly DeviceModel _model;
    private readonly List<ParvaDevice> _devices = [];
    private readonly Dictionary<ParvaService, double> _owed = [];

    private ParvaAllocator(DeviceModel model) => _model = ParvaDevice.Prefer(model);

    /// <summary>Places all segments.</summary>
    /// <param name="model">The devices' model.</param>
    /// <param name="services">The services with their points.</param>
    /// <param name="breakUp">Whether to do the second step.</param>
    /// <returns>What lies on each device used; null where a segment has no legal place even on an empty device.</returns>
    public static IReadOnlyList<IReadOnlyList<ParvaSegment>>? Allocate(DeviceModel model, IReadOnlyList<ParvaService> services, bool breakUp)
    {
        var allocator = new ParvaAllocator(model);
        foreach (var (service, segment) in services.SelectMany(s => s.Segments.Select(c => (s, c))).OrderByDescending(x => x.c.Slices))
        {
            if (!allocator.Place(service, segment))
            {
                return null;
            }
        }

        if (breakUp)
        {
            allocator.BreakUp();
        }

        return [.. allocator._devices.Where(d => d.Segments.Count > 0).Select(d => d.Segments)];
    }

    private bool Place(ParvaService service, Configuration segment)
    {
        ParvaDevice? target = null;
        foreach (var device in _devices)
        {
            if ((target is null || device.Usage > target.Usage) && device.Holds(segment.Size))
            {
                target = device;
            }
        }

        if (target is null)
        {
            _devices.Add(target = new ParvaDevice(_model));
            if (!target.Holds(segment.Size))
            {
                return false;
            }
        }

        target.Add(service, segment);
        return true;
    }

    private void BreakUp()
    {
        for (var i = _devices.Count - 1; i >= 0; i--)
        {
            var device = _devices[i];
            if (device.Usage * 7 > 4 * _model.ComputeSlices)
            {
                continue;
            }

            foreach (var segment in device.Segments.OrderBy(s => s.Start).ToList())
            {
                var pieces = Pieces(segment).ToList();
                if (pieces.Count == 0 && Owed(segment.Owner) > 0)
                {
                    // No size of 1 or 2 is fast enough for this service: its segment stays, where the public code drops it.
                    _owed[segment.Owner] -= segment.Configuration.ItemsPerSecond;
                    continue;
                }

                device.Segments.RemoveAll(s => ReferenceEquals(s, segment));
                foreach (var piece in pieces)
                {
                    Place(segment.Owner, piece);
                }
            }
        }
    }

    private double Owed(ParvaService service) => _owed.GetValueOrDefault(service);

    // What takes a segment's place; the service's account is kept.
    private IEnumerable<Configuration> Pieces(ParvaSegment segment)
    {
        var service = segment.Owner;
        _owed[service] = Owed(service) + segment.Configuration.ItemsPerSecond;
        var (one, two) = (service.BySlices.GetValueOrDefault(1), service.BySlices.GetValueOrDefault(2));
        if (two is not null && (one is null || two.ItemsPerSecond / 2 > one.ItemsPerSecond))
        {
            var many = Owed(service) / two.ItemsPerSecond;
            foreach (var piece in Take(service, two, one is null ? Math.Ceiling(many - Tolerance.Rate) : Math.Floor(many + Tolerance.Rate)))
            {
                yield return piece;
            }
        }

        if (one is not null)
        {
            foreach (var piece in Take(service, one, Math.Ceiling((Owed(service) / one.ItemsPerSecond) - Tolerance.Rate)))
            {
                yield return piece;
            }
        }
    }

    private IEnumerable<Configuration> Take(ParvaService service, Configuration piece, double count)
    {
        for (var i = 0; i < count; i++)
        {
            _owed[service] -= piece.ItemsPerSecond;
            yield return piece;
        }
    }
}
