SELECT run_id, number, started_at, ended_at, model_version, scope, figures FROM runs ORDER BY number DESC LIMIT $limit
