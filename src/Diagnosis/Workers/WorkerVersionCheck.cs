namespace Streaming.Diagnosis.Workers;

/// <summary>Whether all that runs is of one version.</summary>
internal static class WorkerVersionCheck
{
    public const string Code = "worker_version";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var versions = picture.Settings.Select(one => one.Settings.Version).Distinct().Order().ToList();
        if (versions.Count > 1)
        {
            yield return Finding.Warning(
                Code,
                $"workers are of versions {string.Join(", ", versions)}",
                "what one of them is asked for, another may not know; during an update this passes",
                "kubectl rollout status deployment/worker, or start the older ones anew with the new version");
        }
        else if (versions[0] != picture.Version)
        {
            yield return Finding.Warning(
                Code,
                $"workers are of version {versions[0]}, this program of {picture.Version}",
                "it may look for what these workers do not have, and miss what they have",
                "use the telescope of the workers' version");
        }
        else
        {
            yield return Finding.Ok(Code, $"{versions[0]}, workers and this program");
        }
    }
}
