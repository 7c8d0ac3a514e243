namespace Streaming.Diagnosis.Workers;

/// <summary>Whether workers use the store's champion.</summary>
internal static class WorkerModelCheck
{
    public const string Code = "worker_model";

    public static IEnumerable<Finding> Of(Picture picture) => picture.Settings.Select(one =>
        (one.Settings.Model, picture.Store!.Champion) switch
        {
            (null, _) => Finding.Wrong(
                Code,
                $"{one.Worker.Name}: has no model",
                "it classifies nothing",
                "docs/runbook.md#no-model"),
            ({ } model, { } champion) when model.Version != champion => Finding.Warning(
                Code,
                $"{one.Worker.Name}: uses {model.Version}, the champion is {champion}",
                "its answers are those of another model; for seconds after a promotion this is so",
                "docs/runbook.md#model-outdated: its log says why it refuses the champion, or it looks into another store"),
            var (model, _) => Finding.Ok(Code, $"{one.Worker.Name}: {model!.Version}"),
        });
}
