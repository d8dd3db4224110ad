"""The scheduler's jobs: each does its work for every workspace, and one that fails keeps no other waiting."""

from bot.context import Context
from bot.digest import job as digest_job
from bot.digest.composer import DigestComposer
from bot.domain.ai_services import AskDanger
from bot.domain.danger_looks import Classify
from bot.domain.event_cleanup import ProcessedEventCleanup
from bot.domain.row_cleanup import RowCleanup
from bot.domain.topic_hints import FindOffTopic
from bot.exchanges import job as exchanges_job
from bot.exchanges.invitations import Invitations
from bot.exchanges.nudge import job as nudge_job
from bot.exchanges.reminders import Reminders
from bot.home.erase import InterruptedErasures
from bot.installs.job import InstallJob
from bot.installs.served import Served
from bot.moderate import rephrase
from bot.moderate.alerts import Alerts
from bot.moderate.answers import job as answers_job
from bot.moderate.cards.job import QueueCards
from bot.receipts.answers.job import AnswerNews
from bot.receipts.appeals.job import Appeals
from bot.receipts.job import Receipts
from bot.receipts.talks.job import Talks
from bot.retention.job import Retention
from bot.rounds import Rounds, Work
from bot.safety.job import DangerCases
from bot.safety.webhook import DangerWebhook
from bot.scheduler import Job
from bot.scores.job import ScoreRuns
from bot.share.second_look import SecondLooks
from bot.share.service_look import ServiceLooks
from bot.share.topic_look import TopicLooks
from bot.share.translating import Translations
from bot.slack.workspaces import Workspace
from bot.themes import names_job
from bot.themes.job import ThemeChecks
from bot.themes.runs import ThemeRuns
from storage import kept_forms, web_passes


def make_jobs(
    ctx: Context,
    score_runs: ScoreRuns,
    theme_runs: ThemeRuns,
    composer: DigestComposer,
    translated: Translations,
    find_danger: Classify | None = None,
    danger_webhook: DangerWebhook | None = None,
    ask_danger: AskDanger | None = None,
    find_off_topic: FindOffTopic | None = None,
    served: Served | None = None,
) -> dict[str, Job]:
    """Return the jobs by name.

    find_danger: by meaning, None where comments are not looked at so. danger_webhook, ask_danger: None where
    the operator has no such service.
    served: None where the one workspace's token is in the environment.
    """
    reminders = Reminders(ctx)
    cleanup, invitations, theme_checks = ProcessedEventCleanup(ctx), Invitations(ctx), ThemeChecks(ctx, theme_runs)
    erasures, retention, passes = InterruptedErasures(ctx), Retention(ctx), RowCleanup(ctx, web_passes)
    begun_forms = RowCleanup(ctx, kept_forms)
    receipts, answer_news, cards, talks = Receipts(ctx), AnswerNews(ctx), QueueCards(ctx), Talks(ctx)
    appeals = Appeals(ctx)
    work: dict[str, Work] = {
        "alerts": lambda workspace: Alerts(ctx, workspace).tick(),
        "answer_posts": lambda workspace: answers_job.tick(ctx, workspace),
        "cards": cards.tick,
        "cleanup": lambda workspace: cleanup.tick(workspace.tenant_id),
        "erasures": erasures.tick,
        "exchanges": lambda workspace: exchanges_job.tick(ctx, workspace.tenant_id),
        "invitations": invitations.tick,
        "reminders": reminders.tick,
        "nudges": lambda workspace: nudge_job.tick(ctx, workspace),
        "scores": lambda workspace: score_runs.tick(workspace.tenant_id),
        "themes": lambda workspace: theme_checks.tick(workspace.tenant_id),
        "names": lambda workspace: names_job.tick(ctx, workspace.tenant_id),
        "receipts": receipts.tick,
        "answers": answer_news.tick,
        "appeals": appeals.tick,
        "danger cases": lambda workspace: DangerCases(ctx, workspace, danger_webhook).tick(),
        "digests": lambda workspace: digest_job.tick(ctx, workspace.tenant_id, composer),
        "passes": lambda workspace: passes.tick(workspace.tenant_id),
        "kept forms": lambda workspace: begun_forms.tick(workspace.tenant_id),
        "retention": retention.tick,
        "second looks": SecondLooks(ctx, find_danger).tick,
        "topic looks": TopicLooks(ctx, find_off_topic).tick,
        "service looks": ServiceLooks(ctx, ask_danger).tick,
        "talks": talks.tick,
        "translations": translated.tick,
        "rephrase": lambda workspace: rephrase.tick(ctx, workspace),
    }
    is_paused = served.is_paused if served is not None else None
    jobs: dict[str, Job] = {
        name: Rounds(ctx.workspaces, name, _where_it_runs(name, each), ready=ctx.ready, is_paused=is_paused).__call__
        for name, each in work.items()
    }
    if served is not None:
        jobs = {"installs": InstallJob(ctx, served).tick} | jobs
    return jobs | {"unserved": retention.tick_unserved}


def _where_it_runs(name: str, work: Work) -> Work:
    """Return what does a job's work for those workspaces that have this job, which is nearly all."""

    async def run(workspace: Workspace) -> None:
        if workspace.jobs is None or name in workspace.jobs:
            await work(workspace)

    return run
