"""The life-cycle model in force, as anybody may read it."""

from flask import render_template

from models.queries.lifecycle import find_model_in_force
from web.lifecycle import said_of
from web.public.blueprint import blueprint
from web.session import session


@blueprint.get("/model")
def model_show() -> str:
    """Show what the parties do in each of the four stages, and why."""
    model = find_model_in_force(session)
    stages = [said_of(row) for row in model.stages] if model else []
    return render_template("public/model/show.html", model=model, stages=stages)
