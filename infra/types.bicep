metadata description = 'What the modules speak of.'

@description('Where an installation stands and how its resources are known.')
@export()
type place = {
  @description('The region.')
  location: string

  @description('Sets the names of this installation apart from those of others; stands behind the abbreviation of the resource\'s kind.')
  @minLength(6)
  @maxLength(13)
  token: string

  @description('On every resource.')
  tags: labels
}

@description('Labels, or settings by name.')
@export()
type labels = {
  *: string
}

@description('Who a program is.')
@export()
type identity = {
  @description('Its resource.')
  id: string

  @description('Its name, which is also that of its user in the database.')
  name: string

  @description('With which a program asks for its tokens; the database knows it by this one.')
  clientId: string

  @description('To which roles are given.')
  principalId: string
}

@description('What a program gets, with the names of its settings in the environment.')
@export()
type settings = {
  *: string
}
